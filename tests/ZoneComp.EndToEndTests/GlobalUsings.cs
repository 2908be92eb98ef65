global using ZoneComp.Cli;
global using ZoneComp.Cli.Cluster;
global using ZoneComp.TestMaterial;
