global using ZoneComp.Cli;
global using ZoneComp.Cli.Cluster;
global using ZoneComp.Diagnostics;
global using ZoneComp.Model;
global using ZoneComp.Outputs.ParquetTables;
global using ZoneComp.Parquet;
global using ZoneComp.Reading;
global using ZoneComp.TestMaterial;
