using System.Text.Json.Serialization;

namespace ZoneComp.Cells;

/// <summary>How records of sorted ground are read and written as JSON: by code made when the program is built, since each of a run's many
/// processes would make it anew.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(SortPiece))]
[JsonSerializable(typeof(GroundRecord))]
[JsonSerializable(typeof(PartHeader))]
internal sealed partial class GroundJson : JsonSerializerContext;
