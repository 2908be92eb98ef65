global using ZoneComp.TestMaterial;
