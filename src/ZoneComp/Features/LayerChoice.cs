namespace ZoneComp.Features;

/// <summary>Finds the layer of a container that a request means.</summary>
internal static class LayerChoice
{
    /// <param name="layers">All layers, those with geometry first.</param>
    /// <param name="withGeometry">How many of them have geometry.</param>
    /// <exception cref="UserErrorException">No such layer, or several and none named.</exception>
    public static string Pick(SourceRequest request, IReadOnlyList<string> layers, int withGeometry)
    {
        string list = string.Join(", ", layers.Take(20)) + (layers.Count > 20 ? ", ..." : "");
        if (request.Layer is string wanted)
        {
            if (layers.Count(layer => layer == wanted) > 1)
            {
                throw new UserErrorException(
                    $"{request.Path}: has several layers \"{wanted}\", and which is meant is not to be told; give the layer alone. It "
                        + $"has: {list}",
                    $"{request.Path}：有多个图层“{wanted}”，无法判断所指；请单独提供该图层。现有：{list}");
            }

            return layers.FirstOrDefault(layer => layer == wanted)
                ?? layers.FirstOrDefault(layer => layer.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new UserErrorException(
                    $"{request.Path}: there is no layer \"{wanted}\"; it has: {list}",
                    $"{request.Path}：没有图层“{wanted}”；现有：{list}");
        }

        int candidates = withGeometry > 0 ? withGeometry : layers.Count;
        return candidates switch
        {
            0 => throw new UserErrorException($"{request.Path}: holds no layer", $"{request.Path}：不含任何图层"),
            1 => layers[0],
            _ => throw new UserErrorException(
                $"{request.Path}: holds {candidates} layers; name one of them: {list}",
                $"{request.Path}：含有 {candidates} 个图层；请指明其中一个：{list}"),
        };
    }
}
