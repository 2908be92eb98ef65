using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ZoneComp.EndToEndTests;

/// <summary>What <c>--json</c> answers is written by code made ahead; what that code would do otherwise than the platform's own serializer
/// is held here.</summary>
public sealed class ReplyTests
{
    /// <summary>An enumeration that nobody named to the serializer would come out as a number.</summary>
    [Fact]
    public void Every_enumeration_in_a_reply_is_written_as_a_word_in_snake_case()
    {
        Dictionary<Type, string> written = [];
        HashSet<Type> seen = [];
        foreach (Type root in typeof(RepliesContext).GetProperties()
            .Where(property => property.PropertyType.IsAssignableTo(typeof(JsonTypeInfo)))
            .Select(property => property.PropertyType.GetGenericArguments()[0]))
            Visit(root);

        Assert.NotEmpty(written);
        Assert.All(written, pair => Assert.Matches("^\"[a-z_]+\"$", pair.Value));

        void Visit(Type type)
        {
            if (!seen.Add(type))
                return;
            if (type.IsEnum)
                written[type] = JsonSerializer.Serialize(
                    Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => Enum.ToObject(type, value)).First(),
                    Replies.Context.GetTypeInfo(type)!);
            if (Replies.Context.GetTypeInfo(type) is not { } info)
                return;
            if (info.ElementType is { } element)
                Visit(element);
            foreach (JsonPropertyInfo property in info.Properties)
                Visit(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        }
    }

    [Fact]
    public void A_cluster_plan_of_before_there_were_pieces_reads_as_one_piece()
    {
        using var folder = new TemporaryFolder();
        var plan = new ClusterPlan
        {
            JobName = "j",
            Policy = "p",
            Shards = 2,
            Threads = 1,
            Memory = "1G",
            Retries = 0,
            Pieces = false,
            WholeRun = true,
            Program = "zonecomp",
            Sorts = 3,
        };
        plan.Write(folder.Path);
        Assert.Equal(plan, ClusterPlan.Read(folder.Path));
        string path = Path.Combine(folder.Path, ClusterPlan.FileName);
        File.WriteAllText(path, File.ReadAllText(path).Replace("  \"sorts\": 3,\n", "", StringComparison.Ordinal));

        Assert.Equal(plan with { Sorts = 1 }, ClusterPlan.Read(folder.Path));
    }
}
