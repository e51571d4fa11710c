import { problem } from '@sms111/api/platform';

/** Ten million rows take about 450 MB. */
export const MOST_BYTES = 1024 * 1024 * 1024;

/** The parts of a form as the HTTP server's plugin gives them, in the order in which they come. */
export type FormPart =
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown }
  | {
      readonly type: 'file';
      readonly fieldname: string;
      readonly filename: string;
      /** Ends at the limit with `truncated` set. */
      readonly file: AsyncIterable<Buffer> & { readonly truncated: boolean; resume(): unknown };
    };

export interface FormRequest {
  isMultipart(): boolean;
  parts(options: object): AsyncIterable<FormPart>;
}

const LIMITS = {
  limits: { fileSize: MOST_BYTES, files: 1, fields: 2, parts: 3 },
  throwFileSizeLimit: false,
};

/** Problem: `unsupported-media-type` when the body is no form. */
export const partsOf = (request: FormRequest): AsyncIterable<FormPart> => {
  if (!request.isMultipart()) throw problem('unsupported-media-type');
  return request.parts(LIMITS);
};

const LONGEST_NAME = 120;

/** A file's name without folders and without what could garble a page. */
export const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim().slice(-LONGEST_NAME) || 'ported.csv';
