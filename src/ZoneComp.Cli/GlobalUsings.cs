global using ZoneComp.Cells;
global using ZoneComp.Cli;
global using ZoneComp.Cli.Cluster;
global using ZoneComp.Comparison;
global using ZoneComp.Diagnostics;
global using ZoneComp.Drafting;
global using ZoneComp.Examples;
global using ZoneComp.Explanation;
global using ZoneComp.Model;
global using ZoneComp.Outputs.Files;
global using ZoneComp.Policy;
global using ZoneComp.Preparation.CoordinateSystems;
global using ZoneComp.Provenance;
global using ZoneComp.Reading;
global using ZoneComp.Reading.Schemas;

// Policy has a type of that name too.
global using TableColumn = Spectre.Console.TableColumn;
