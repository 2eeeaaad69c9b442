/** Whether the system refused with this code: `ENOENT`, `EEXIST` … */
export const isFileError = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
