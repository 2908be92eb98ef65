namespace ZoneComp.Files;

/// <summary>What a person is told when results cannot be written where they asked for them.</summary>
internal static class OutputErrors
{
    public static UserErrorException IsAFile(string path) => new(
        $"{path}: is a file; the results need a folder. Name another one with -o.",
        $"{path}：是一个文件，输出位置必须是文件夹。请用 -o 指定其他位置。");

    public static UserErrorException NotOurs(string path, string example) => new(
        $"{path}: this folder is not empty and holds no ZoneComp results (it holds {example}); nothing in it was touched. Name a new "
            + $"folder with -o, or empty this one.",
        $"{path}：该文件夹非空，且不是 ZoneComp 的输出（其中有 {example}）；未改动其中任何内容。请用 -o 指定新文件夹，或先清空该文件夹。");

    public static UserErrorException ForeignFile(string path, string example) => new(
        $"{path}: holds {example}, which ZoneComp did not write; replacing the results would remove it. Move it elsewhere, then run again.",
        $"{path}：其中的 {example} 不是 ZoneComp 写入的，替换结果会将其删除。请先把它移走，再重新运行。");

    public static UserErrorException IsMountPoint(string path) => new(
        $"{path}: is the root of a disk or a mounted volume, which cannot be replaced as a whole. Name a folder inside it with -o.",
        $"{path}：是磁盘根目录或挂载点，无法整体替换。请用 -o 指定其中的子文件夹。");

    public static UserErrorException InUse(string path) => new(
        $"{path}: another zonecomp run is writing there. Wait for it to end, or name another folder with -o.",
        $"{path}：另一个 zonecomp 正在写入该位置。请等待其结束，或用 -o 指定其他文件夹。");

    public static UserErrorException NotALock(string path) => new(
        $"{path}: is where zonecomp keeps its lock, and is no lock that it made; it was left as it is. Move it elsewhere, then run again.",
        $"{path}：该位置用于 zonecomp 的锁文件，但现有内容不是它创建的，未作改动。请移走后重新运行。");

    public static UserErrorException InTheWay(string path) => new(
        $"{path}: is in the way of what the run writes and was not made by it; it was left as it is. Move it elsewhere, then run again.",
        $"{path}：占用了运行要写入的位置，且不是运行所创建的，未作改动。请移走后重新运行。");

    public static UserErrorException Denied(string path, Exception inner) => new(
        $"{path}: no permission to write there ({inner.Message}). Name another folder with -o, or ask for write permission.",
        $"{path}：没有写入权限（{inner.Message}）。请用 -o 指定其他文件夹，或申请写权限。",
        inner);

    public static UserErrorException DiskFull(string path, Exception inner) => new(
        $"{path}: the disk is full; the results were not written and what was there before is untouched. Make room, or name a folder on "
            + $"another disk with -o.",
        $"{path}：磁盘已满；结果未写入，原有内容未改动。请清理磁盘，或用 -o 指定其他磁盘上的文件夹。",
        inner);

    public static UserErrorException HeldOpen(string path, string files, Exception inner) => new(
        $"{path}: cannot be replaced while another program holds {files} open. Close it (QGIS, Excel), then run again; what was there "
            + $"before is untouched.",
        $"{path}：{files} 正被其他程序打开，无法替换。请关闭该程序（如 QGIS、Excel）后重新运行；原有内容未改动。",
        inner);

    public static UserErrorException CannotWrite(string path, Exception inner) => new(
        $"{path}: cannot be written ({inner.Message}); what was there before is untouched.",
        $"{path}：无法写入（{inner.Message}）；原有内容未改动。",
        inner);
}
