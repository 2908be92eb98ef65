using static System.FormattableString;

namespace ZoneComp.Reading.Gdal;

/// <summary>The cells of one band of a raster of classes, in memory: by cell the index of its value.</summary>
/// <remarks>Six numbers place it: x = T0 + column T1 + row T2, y = T3 + column T4 + row T5, for the corners of the cells.</remarks>
internal sealed class RasterGrid
{
    /// <summary>In place of a value's index: the cell has none.</summary>
    public const int NoData = -1;

    /// <summary>More different values than this are measurements, no classes.</summary>
    private const int MostValues = 10_000;

    /// <summary>Whole numbers up to here are told apart.</summary>
    private const double LargestValue = 1L << 53;

    /// <summary>Bytes that a cell takes while its patches are found: its value's index, its patch, the edges walked.</summary>
    private const int BytesPerCell = 9;

    private readonly double[] place;

    private RasterGrid(int columns, int rows, double[] place, int[] cells, double[] values, long empty) =>
        (Columns, Rows, this.place, Cells, Values, Empty) = (columns, rows, place, cells, values, empty);

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>By cell, row by row, index into <see cref="Values"/>, or <see cref="NoData"/>.</summary>
    public int[] Cells { get; }

    /// <summary>The different values, in the order of their first cells.</summary>
    public double[] Values { get; }

    /// <summary>Cells without a value.</summary>
    public long Empty { get; }

    /// <summary>Whether rows and columns turn as x and y do; in most rasters rows run south, and they do not.</summary>
    public bool IsTurnedLikeXy => (place[1] * place[5]) - (place[2] * place[4]) > 0;

    /// <summary>Width and height of a cell, in the units of the CRS.</summary>
    public (double Width, double Height) CellSize => (Math.Sqrt((place[1] * place[1]) + (place[4] * place[4])),
        Math.Sqrt((place[2] * place[2]) + (place[5] * place[5])));

    public (double X, double Y) Corner(int column, int row) => (
        place[0] + (column * place[1]) + (row * place[2]), place[3] + (column * place[4]) + (row * place[5]));

    /// <summary>Box of the whole grid.</summary>
    public static LayerExtent ExtentOf(int columns, int rows, double[] place)
    {
        double[] x = [place[0], place[0] + (columns * place[1]), place[0] + (rows * place[2])];
        double[] y = [place[3], place[3] + (columns * place[4]), place[3] + (rows * place[5])];
        double lastX = x[1] + x[2] - x[0], lastY = y[1] + y[2] - y[0];
        return new LayerExtent(
            Math.Min(x.Min(), lastX), Math.Min(y.Min(), lastY), Math.Max(x.Max(), lastX), Math.Max(y.Max(), lastY));
    }

    /// <exception cref="UserErrorException">It does not fit into memory, holds no classes, or cannot be read.</exception>
    public static unsafe RasterGrid Read(GdalLibrary gdal, nint dataset, nint band, string path, double[] place)
    {
        int columns = gdal.RasterWidth(dataset), rows = gdal.RasterHeight(dataset);
        long cells = (long)columns * rows, room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        if (cells > Math.Min(Array.MaxLength, room / BytesPerCell))
            throw new UserErrorException(
                Invariant($"{path}: has {columns} x {rows} cells, which take {cells * BytesPerCell >> 20:N0} MiB of memory while they are ")
                    + "read, more than half of what there is; clip it to the regions (gdal_translate -projwin)",
                Invariant($"{path}：有 {columns} × {rows} 个像元，读取时需 {cells * BytesPerCell >> 20:N0} MiB 内存，超过可用内存的一半；")
                    + "请先裁剪到区域范围（gdal_translate -projwin）");
        nint mask = gdal.RasterMask(band); // knows the value that stands for none, masks and transparency
        var grid = new int[cells];
        Dictionary<double, int> known = [];
        List<double> values = [];
        long empty = 0;
        double[] line = new double[columns], isThere = new double[columns];
        for (int row = 0; row < rows; row++)
        {
            fixed (double* into = line, there = isThere)
            {
                if (gdal.ReadRaster(band, 0, 0, row, columns, 1, into, columns, 1, GdalLibrary.Float64, 0, 0) != 0
                    || gdal.ReadRaster(mask, 0, 0, row, columns, 1, there, columns, 1, GdalLibrary.Float64, 0, 0) != 0)
                    throw new UserErrorException(
                        Invariant($"{path}: row {row + 1} of {rows} cannot be read: {gdal.LastError()}; export it anew from its source"),
                        Invariant($"{path}：第 {row + 1} 行（共 {rows} 行）无法读取：{gdal.LastError()}；请由源数据重新导出"));
            }

            for (int column = 0; column < columns; column++)
            {
                double value = line[column];
                int index = NoData;
                if (double.IsNaN(value) || isThere[column] == 0)
                {
                    empty++;
                }
                else if (!known.TryGetValue(value, out index))
                {
                    known.Add(value, index = values.Count);
                    values.Add(value);
                }

                grid[((long)row * columns) + column] = index;
            }

            if (values.Count > MostValues || values.Exists(value => Math.Abs(value) > LargestValue))
                throw new UserErrorException(
                    Invariant($"{path}: holds more than {MostValues:N0} different values, or larger ones than a class has: a raster ")
                        + "of measurements, not of classes; classify it first (gdal_calc, Reclassify)",
                    Invariant($"{path}：不同取值超过 {MostValues:N0} 个，或取值过大，是量测值而不是分类；请先重分类"));
        }

        return new RasterGrid(columns, rows, place, grid, [.. values], empty);
    }
}
