using System.Globalization;
using System.Text;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Language language = CommandLine.LanguageOf(args, Environment.GetEnvironmentVariable);
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (DoubleClick.IsThis(args))
    return await DoubleClick.Invoke();
if (args.Length > 0)
    return await CommandLine.InvokeAsync(args, language);
_ = await CommandLine.InvokeAsync(DoubleClick.Arguments(isDoubleClick: false, AppContext.BaseDirectory, isChinese: false), language);
return ExitCode.Usage; // a script whose command is empty did nothing
