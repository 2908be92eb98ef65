using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using FieldInfo = System.Reflection.FieldInfo;

namespace ZoneComp.Tests.House;

/// <summary>Which types of an assembly use which others of it, by signatures and by what their methods' code names.</summary>
internal static class UsedTypes
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)unchecked((ushort)code.Value));

    /// <summary>Pairs of outermost types, the user first; constants that the compiler copied leave no trace.</summary>
    public static IEnumerable<(Type User, Type Used)> Of(Assembly assembly)
    {
        HashSet<(Type, Type)> pairs = [];
        foreach (Type type in assembly.GetTypes())
        {
            Type user = Outermost(type);
            foreach (Type used in Named(type).SelectMany(Parts).Select(Outermost))
            {
                if (used.Assembly == assembly && used != user && used.Namespace is not null && user.Namespace is not null)
                    pairs.Add((user, used));
            }
        }

        return pairs;
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    /// <summary>A type, its elements and its arguments.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsGenericParameter)
            return [];
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }

    private static IEnumerable<Type> Named(Type type)
    {
        if (type.BaseType is { } parent)
            yield return parent;
        foreach (Type contract in type.GetInterfaces())
            yield return contract;
        foreach (FieldInfo field in type.GetFields(Own))
            yield return field.FieldType;
        foreach (MethodBase method in type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)))
        {
            foreach (ParameterInfo parameter in method.GetParameters())
                yield return parameter.ParameterType;
            if (method is MethodInfo { ReturnType: var result })
                yield return result;
            if (method.GetMethodBody() is not { } body)
                continue;
            foreach (LocalVariableInfo local in body.LocalVariables)
                yield return local.LocalType;
            foreach (MemberInfo member in InCode(method, body.GetILAsByteArray()!))
            {
                foreach (Type named in OfMember(member))
                    yield return named;
            }
        }
    }

    private static IEnumerable<Type> OfMember(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo method => [method.DeclaringType!, method.ReturnType, .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        _ => [member.DeclaringType!],
    };

    private static IEnumerable<MemberInfo> InCode(MethodBase method, byte[] code)
    {
        Type[]? ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int at = 0; at < code.Length;)
        {
            int value = code[at++];
            OpCode operation = Codes[value == 0xFE ? 0xFE00 | code[at++] : value];
            int operand = at < code.Length - 3 ? BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at)) : 0;
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * operand),
                _ => 4,
            };
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                or OperandType.InlineType)
                yield return method.Module.ResolveMember(operand, ofType, ofMethod)!;
        }
    }
}
