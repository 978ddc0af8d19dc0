import { win32 as windowsPath } from 'node:path';

/**
 * Recognizes code of Windows, and of runtimes of compilers and languages: crashes show there, but are rarely caused
 * there.
 */

const systemFolders =
  /^(?:[a-z]:|\\\\\?\\[a-z]:|\\SystemRoot|%SystemRoot%)?\\?windows\\(?:system32|syswow64|sysnative|sysarm32|winsxs|assembly|microsoft\.net)\\/i;

const systemFiles =
  /^(?:ntdll|wow64.*|kernel32|kernelbase|win32u|ucrtbase[a-z]?|vcruntime\d+.*|msvcp\d+.*|msvcr\d+.*|msvcrt|concrt\d+|mfc\d+u?|api-ms-win-.*|ext-ms-.*|clr|coreclr|clrjit|hostfxr|hostpolicy|mscorwks)\.dll$/i;

/** Of Linux, Android, macOS and iOS. */
const posixFolders =
  /^\/(?:(?:usr\/)?lib(?:32|64|x32|exec)?|system|apex|vendor|System\/Library|usr\/lib)\/|^linux-(?:gate|vdso)\.so/;

export const isSystemModule = (path: string): boolean =>
  systemFolders.test(path) || systemFiles.test(windowsPath.basename(path)) || posixFolders.test(path);

/** What runs .NET, and makes its code at run time. */
const managedRuntimes = /^(?:mscorwks|clr|coreclr|mono-2\.0-\w+|monosgen-2\.0)\.dll$/i;
/** Images of .NET whose code was made before: those of NGen, and the library below all others. */
const managedImages = /\.ni\.(?:dll|exe)$|^(?:mscorlib|System\.Private\.CoreLib)\.dll$/i;

export const isManagedRuntime = (path: string): boolean => managedRuntimes.test(windowsPath.basename(path));
export const isManagedImage = (path: string): boolean => managedImages.test(windowsPath.basename(path));

/** Functions of statically linked runtimes: for raising, aborting, checking and starting. */
const systemFunctions =
  /^(?:_*CxxThrowException|RaiseException|RaiseFailFastException|_*abort|terminate|__std_terminate|__scrt_.*|_*invoke_main|_*w?(?:main|WinMain)CRTStartup|_*DllMainCRTStartup|_*invoke_watson|_*invalid_parameter\w*|_*report_\w*failure|_*GSHandler\w*|_*security_check_cookie|_*chkstk|_*CrtDbgReport\w*|_*wassert|_*assert|operator (?:new|delete)(?:\[\])?|_*(?:malloc|free|calloc|realloc)(?:_\w+)?|mem(?:cpy|move|set|cmp)|str(?:n?cpy|n?cat|n?cmp|len)|wcs(?:n?cpy|n?cat|n?cmp|len)|std::.*|__cxxabiv1::.*|core::panicking::.*|std::panicking::.*|_Unwind_\w+)$/;

export const isSystemFunction = (name: string): boolean => systemFunctions.test(name);
