using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZoneComp.Cli.Cluster;

/// <summary><c>zonecomp cluster plan | submit | status | resume | cancel</c>: a run as shards of a Slurm cluster.</summary>
internal static class ClusterCommand
{
    public static Command Build(Language language)
    {
        var command = new Command("cluster", new LocalText(
            "A run on a Slurm cluster: shards as an array job, then the merge.",
            "在 Slurm 集群上运行：分片为作业数组，之后合并。").In(language));
        command.Subcommands.Add(Plan(language));
        command.Subcommands.Add(Subcommand(
            "submit",
            new LocalText("Hands the jobs to Slurm; what is done already is left out", "提交作业；已完成的部分略去"),
            language,
            Submit));
        command.Subcommands.Add(Subcommand(
            "status",
            new LocalText(
                "How far the run is, by its files and checksums; exit code 0 once the results are there, else 1",
                "按文件与校验和报告进度；结果已写出时退出码为 0，否则为 1"),
            language,
            Status));
        command.Subcommands.Add(Subcommand(
            "resume",
            new LocalText("Cancels what is left of the jobs and submits only what is missing", "取消残留作业，只提交缺少的部分"),
            language,
            Resume));
        command.Subcommands.Add(
            Subcommand("cancel", new LocalText("Cancels the run's jobs; what is done stays", "取消作业；已完成的部分保留"), language, Cancel));
        return command;
    }

    private static DocumentedCommand Plan(Language language)
    {
        var policy = RunCommand.PolicyArgument(language);
        var folder = new Option<string>("--output", "-o")
        {
            Description = new LocalText("Folder of the run, on a disk that all nodes see", "运行目录，须位于各节点共享的磁盘").In(language),
            Required = true,
            HelpName = "FOLDER",
        };
        var shards = new Option<int>("--shards")
        {
            Description = new LocalText("Shards", "分片数").In(language),
            Required = true,
            HelpName = "N",
        };
        var sorts = new Option<int?>("--sorts")
        {
            Description = new LocalText(
                "Pieces that the layers are sorted in; as many as shards where not given",
                "图层排序的块数；不给时与分片数相同").In(language),
            HelpName = "N",
        };
        var threads = new Option<int>("--threads")
        {
            Description = new LocalText("Processors of a task", "每个任务的处理器数").In(language),
            DefaultValueFactory = _ => 2,
            HelpName = "N",
        };
        var memory = new Option<string>("--memory")
        {
            Description = new LocalText("Memory of a task, such as 2GiB", "每个任务的内存，如 2GiB").In(language),
            DefaultValueFactory = _ => "2GiB",
            HelpName = "SIZE",
        };
        var retries = new Option<int>("--retries")
        {
            Description = new LocalText("Times a task is started again after a crash", "崩溃后重新启动的次数").In(language),
            DefaultValueFactory = _ => 2,
            HelpName = "N",
        };
        var pieces = RunCommand.PiecesOption(language);
        var whole = new Option<bool>("--run")
        {
            Description = new LocalText("The merge writes the whole run's results", "合并时写出完整结果").In(language),
        };
        var command = new DocumentedCommand(
            "plan",
            new LocalText(
                "Writes cluster.json and four sbatch files, to be read and edited before they are submitted.",
                "写出 cluster.json 与四个 sbatch 文件，提交前可查看和修改。"),
            language,
            (
                "zonecomp cluster plan policy.yaml -o /shared/run1 --shards 64 --run",
                new LocalText("then: zonecomp cluster submit /shared/run1", "然后：zonecomp cluster submit /shared/run1")))
        { policy, folder, shards, sorts, threads, memory, retries, pieces, whole };
        command.SetAction(parsed =>
        {
            var place = new ClusterFolder(Path.GetFullPath(parsed.GetRequiredValue(folder)));
            string path = Path.GetFullPath(parsed.GetRequiredValue(policy));
            _ = PolicyFile.Load(path);
            if (place.Files.FirstOrDefault(file => Path.Exists(file) || new FileInfo(file).LinkTarget is not null) is { } there)
            {
                throw new UserErrorException(
                    $"{there} is there already and was left as it is: {place.Path} holds a run, or files of your own; take another folder",
                    $"{there} 已存在，未作改动：{place.Path} 中已有运行，或有您自己的文件；请改用其他目录");
            }

            if (place.Path.AsSpan().ContainsAny("\\\r\n"))
            {
                throw new UserErrorException(
                    $"{place.Path}: Slurm takes no line break and no backslash in the name of a log; take another folder",
                    $"{place.Path}：Slurm 的日志文件名不能含换行或反斜杠；请改用其他目录");
            }

            int count = parsed.GetValue(shards), pieceCount = parsed.GetValue(sorts) ?? count;
            string size = parsed.GetValue(memory)!;
            if (count is < 1 or > 9999
                || pieceCount is < 1 or > 9999
                || parsed.GetValue(threads) < 1
                || parsed.GetValue(retries) < 0
                || CellOptions.Bytes(size) is null)
                throw new UserErrorException(
                    "--shards and --sorts are 1 to 9999, --threads 1 or more, --retries 0 or more, --memory a size such as 2GiB",
                    "--shards 与 --sorts 为 1 至 9999，--threads 至少为 1，--retries 不小于 0，--memory 为大小，如 2GiB");
            Directory.CreateDirectory(place.Logs);
            var plan = new ClusterPlan
            {
                JobName = "zc-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place.Path)))[..8],
                Policy = path,
                Sorts = pieceCount,
                Shards = count,
                Threads = parsed.GetValue(threads),
                Memory = size,
                Retries = parsed.GetValue(retries),
                Pieces = parsed.GetValue(pieces),
                WholeRun = parsed.GetValue(whole),
                Program = ThisProgram(),
            };
            plan.Write(place.Path);
            SlurmScripts.Write(plan, place);
            Terminals.Of(parsed, language)
                .Line($"{place.Path}: {ClusterPlan.FileName}, sort.sbatch, prepare.sbatch, shards.sbatch, merge.sbatch");
            return ExitCode.Done;
        });
        return command;
    }

    private static DocumentedCommand Subcommand(
        string name,
        LocalText description,
        Language language,
        Func<Terminal, ClusterPlan, ClusterFolder, int> action)
    {
        var folder = new Argument<string>("FOLDER") { Description = new LocalText("Folder of the run", "运行目录").In(language) };
        var command = new DocumentedCommand(name, description, language, ($"zonecomp cluster {name} /shared/run1", description)) { folder };
        command.SetAction(parsed =>
        {
            var place = new ClusterFolder(Path.GetFullPath(parsed.GetRequiredValue(folder)));
            return action(Terminals.Of(parsed, language), ClusterPlan.Read(place.Path), place);
        });
        return command;
    }

    private static int Submit(Terminal terminal, ClusterPlan plan, ClusterFolder folder)
    {
        ClusterState state = ClusterState.Of(plan, folder);
        if (state.IsMerged)
        {
            terminal.Line(terminal.Say($"nothing to do: the results are in {folder.Results}", $"无需提交：结果已在 {folder.Results}"));
            return ExitCode.Done;
        }

        IReadOnlyList<string> jobs = SlurmJobs.Submit(plan, folder, state);
        terminal.Json(new SubmitReply(jobs, state.Missing), Replies.Context.SubmitReply);
        terminal.Line(terminal.Say(
            $"jobs {string.Join(", ", jobs)}: {state.Missing.Count} of {plan.Shards} shards, then the merge",
            $"作业 {string.Join("、", jobs)}：{plan.Shards} 个分片中的 {state.Missing.Count} 个，之后合并"));
        return ExitCode.Done;
    }

    private static int Resume(Terminal terminal, ClusterPlan plan, ClusterFolder folder)
    {
        SlurmJobs.Cancel(plan);
        return Submit(terminal, plan, folder);
    }

    private static int Cancel(Terminal terminal, ClusterPlan plan, ClusterFolder folder)
    {
        SlurmJobs.Cancel(plan);
        terminal.Line(terminal.Say($"cancelled; what is done stays in {folder.Path}", $"已取消；已完成的部分保留在 {folder.Path}"));
        return ExitCode.Done;
    }

    private static int Status(Terminal terminal, ClusterPlan plan, ClusterFolder folder)
    {
        ClusterState state = ClusterState.Of(plan, folder);
        terminal.Json(
            new StatusReply(state.Unsorted, state.IsPrepared, state.Done, state.Missing, state.Damaged, state.IsMerged),
            Replies.Context.StatusReply);
        terminal.Line(terminal.Say(
            $"{plan.Sorts - state.Unsorted.Count} of {plan.Sorts} pieces sorted; ground {(state.IsPrepared ? "there" : "not there")}; "
                + $"{state.Done.Count} of {plan.Shards} shards done; results {(state.IsMerged ? "there" : "not there")}",
            $"{plan.Sorts} 块中已排序 {plan.Sorts - state.Unsorted.Count} 块；共用数据{(state.IsPrepared ? "已就绪" : "未就绪")}；{plan.Shards} 个分片完成 "
                + $"{state.Done.Count} 个；结果{(state.IsMerged ? "已写出" : "未写出")}"));
        if (state.Unsorted.Count > 0)
            terminal.Line(terminal.Say($"to be sorted: {SlurmJobs.Ranges(state.Unsorted)}", $"待排序：{SlurmJobs.Ranges(state.Unsorted)}"));
        if (state.Missing.Count > 0)
            terminal.Line(terminal.Say($"missing: {SlurmJobs.Ranges(state.Missing)}", $"缺少：{SlurmJobs.Ranges(state.Missing)}"));
        if (state.Damaged.Count > 0)
            terminal.Line(terminal.Say(
                $"damaged, to be run again: {SlurmJobs.Ranges(state.Damaged)}",
                $"已损坏、需重新运行：{SlurmJobs.Ranges(state.Damaged)}"));
        return state.IsMerged ? ExitCode.Done : ExitCode.Findings;
    }

    /// <summary>How this very program is started: its own file, or the runtime and its library.</summary>
    private static string ThisProgram()
    {
        string process = Environment.ProcessPath ?? "zonecomp", library = Path.Combine(AppContext.BaseDirectory, "zonecomp.dll");
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? string.Create(CultureInfo.InvariantCulture, $"{SlurmScripts.Quoted(process)} {SlurmScripts.Quoted(library)}")
            : SlurmScripts.Quoted(process);
    }
}
