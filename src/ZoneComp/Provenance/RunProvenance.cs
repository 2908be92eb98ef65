namespace ZoneComp.Provenance;

/// <summary>The forms that a run's provenance can be told in.</summary>
public enum ProvenanceForm
{
    /// <summary>W3C PROV-JSON.</summary>
    Prov,

    /// <summary>An OpenLineage run event.</summary>
    OpenLineage,
}

/// <summary>The provenance of a folder of results in a standard form.</summary>
public static class RunProvenance
{
    /// <exception cref="UserErrorException">The folder holds no run.</exception>
    public static string Json(string results, ProvenanceForm form) =>
        LineageNames.Json(RunFolder.Manifest(results), form == ProvenanceForm.Prov);
}
