// Linked into the native program, whose code is for processors with AVX2: on others it says so before any of that code runs.
// Exit code 2: the run cannot start.
#include <stdio.h>
#include <stdlib.h>

__attribute__((constructor)) static void require_processor(void)
{
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma"))
        return;
    fputs("zonecomp: this processor (or virtual machine) lacks AVX2, BMI2 or FMA, which the native program needs; take the archive linux-x64-portable, which runs on any x64 processor\n"
          "zonecomp：本机处理器（或虚拟机）不支持本机代码程序所需的 AVX2、BMI2 或 FMA；请改用 linux-x64-portable 压缩包，可在任何 x64 处理器上运行\n", stderr);
    _Exit(2);
}
