using ZoneComp.Diagnostics;

namespace ZoneComp.Cells;

/// <summary>What a folder of parts says of its run.</summary>
public static class Parts
{
    /// <summary>The policy that the parts were made from, where it lay then.</summary>
    /// <exception cref="UserErrorException">The parts are not complete, or the policy is not there.</exception>
    public static string PolicyOf(string folder)
    {
        string policy = PartSet.Open(folder).Policy;
        return File.Exists(policy) ? policy : throw new UserErrorException(
            $"{policy}, from which the parts were made, is not there: say where it lies (--policy)",
            $"生成分片所用的办法 {policy} 不存在：请用 --policy 指明位置");
    }
}
