using System.Globalization;
using System.Text;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Language language = CommandLine.LanguageOf(args, Environment.GetEnvironmentVariable);
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await CommandLine.InvokeAsync(args, language);
