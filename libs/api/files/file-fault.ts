import type { FileError } from '@sms111/domain';

/** Why a whole file is returned. `E_FILE_FORMAT`: not a kind that is read; `value` names those that are. */
export type FileFaultCode = FileError | 'E_FILE_FORMAT';

/** The file itself cannot be used. Everything else that a reader throws is a bug. */
export class FileFault extends Error {
  constructor(
    readonly code: FileFaultCode,
    /** What it is about, for a person: a row, a limit, a list of formats. */
    readonly value?: string,
  ) {
    super(code);
  }
}
