global using ZoneComp.Cli;
global using ZoneComp.Cli.Cluster;

// Policy has a type of that name too.
global using TableColumn = Spectre.Console.TableColumn;
