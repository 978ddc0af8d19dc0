export { DbgHelpError } from '../base/errors';
export { MinidumpError, type MinidumpErrorCode, type MinidumpErrorDetails } from '../base/minidump-error';
export { crashReport, type CrashReportOptions } from './crash-report';
export { crashReportPieces, formatCrashReport, type FormatReportOptions } from './format/format-report';
export type { ReportProgress, ReportStage } from './progress';
export type * from './report-data';
