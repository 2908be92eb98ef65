using System.Text.RegularExpressions;

namespace ZoneComp.Tests.House;

/// <summary>The plan of the house: docs/architecture.md states the rooms in their order, and none may know a later one.</summary>
/// <remarks>To draw the map anew after a wanted change, run the test with ZONECOMP_WRITE_DOCS=1 and look at it.</remarks>
public partial class HouseTests
{
    private const string Root = "ZoneComp";

    private static readonly string Docs = Path.Combine(SharedMaterial.RepositoryRoot, "docs");

    private static readonly string[] Order =
        [.. TableRow().Matches(File.ReadAllText(Path.Combine(Docs, "architecture.md"))).Select(row => row.Groups[1].Value)];

    private static readonly (Type User, Type Used)[] Uses =
        [.. UsedTypes.Of(typeof(Pipeline).Assembly).Where(pair => IsOurs(pair.User) && IsOurs(pair.Used))];

    [Fact]
    public void Every_room_has_its_place_in_the_order_and_every_place_a_room() => Assert.Equal(
        typeof(Pipeline).Assembly.GetTypes().Where(IsOurs).Select(RoomOf).Distinct().Order(StringComparer.Ordinal),
        Order.Order(StringComparer.Ordinal));

    [Fact]
    public void No_room_knows_a_later_one()
    {
        string[] against = [.. Uses.Where(pair => Place(pair.Used) > Place(pair.User)).Select(pair =>
            $"{RoomOf(pair.User)}.{pair.User.Name} uses {pair.Used.Name} of the later room {RoomOf(pair.Used)}")
                .Order(StringComparer.Ordinal)];

        Assert.True(against.Length == 0, string.Join('\n', against));
    }

    [Fact]
    public void A_file_lies_in_the_folder_of_its_room()
    {
        string library = Path.Combine(SharedMaterial.RepositoryRoot, "src", "ZoneComp");
        IEnumerable<string> astray =
            from file in Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
            let folder = Path.GetRelativePath(library, Path.GetDirectoryName(file)!)
            where folder.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj") && Path.GetFileName(file) != "GlobalUsings.cs"
            let room = folder == "." ? Root : $"{Root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}"
            where !File.ReadAllText(file).Contains($"namespace {room};", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)} in {folder}";

        Assert.Empty(astray);
    }

    [Fact]
    public void The_map_shows_the_house_as_it_is()
    {
        string path = Path.Combine(Docs, "images", "architecture.svg");
        string[] floors = [.. Order.Select(Floor).Distinct()];
        string drawn = HouseMap.Draw(floors, Uses.Select(pair => (Floor(RoomOf(pair.User)), Floor(RoomOf(pair.Used)))));
        if (Environment.GetEnvironmentVariable("ZONECOMP_WRITE_DOCS") == "1")
            File.WriteAllText(path, drawn);

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), drawn);
    }

    /// <summary>Texts may be wider: in raw literals and where a line begins with one; in tests also rows of data.</summary>
    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        IEnumerable<string> wide =
            from folder in new[] { "src", "tests" }
            from file in Directory.EnumerateFiles(Path.Combine(SharedMaterial.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")
            from line in WideLines(file, folder == "tests")
            select $"{Path.GetFileName(file)}:{line}";

        Assert.Empty(wide);
    }

    private static IEnumerable<int> WideLines(string file, bool isTest)
    {
        bool isRaw = false;
        foreach ((int index, string line) in File.ReadLines(file).Index())
        {
            int quotes = RawQuotes().Count(line);
            bool isText = isRaw || quotes > 0 || BeginsWithText().IsMatch(line) || (isTest && line.TrimStart().StartsWith('['));
            isRaw ^= quotes % 2 == 1;
            if (line.Length > 140 && !isText)
                yield return index + 1;
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();

    [GeneratedRegex("^ *(?:[+?:] )?[$@]*\"")]
    private static partial Regex BeginsWithText();

    private static bool IsOurs(Type type) =>
        type.Namespace is { } space
        && (space == Root || space.StartsWith($"{Root}.", StringComparison.Ordinal))
        && !type.Name.StartsWith('<');

    private static string RoomOf(Type type) => type.Namespace == Root ? Root : type.Namespace![(Root.Length + 1)..];

    private static int Place(Type type) => Array.IndexOf(Order, RoomOf(type));

    private static string Floor(string room) => room.Split('.')[0];

    [GeneratedRegex(@"^\| `([A-Za-z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
