import { FILE_LIMITS } from '@sms111/api/files';
import { problem } from '@sms111/api/platform';

/** The parts of a form as the HTTP server's plugin gives them, in the order in which they come. */
export type FormPart =
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown }
  | {
      readonly type: 'file';
      readonly fieldname: string;
      readonly filename: string;
      /** Ends at the limit with `truncated` set; what comes behind is thrown away. */
      readonly file: AsyncIterable<Buffer> & { readonly truncated: boolean; resume(): unknown };
    };

export interface MultipartRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  isMultipart(): boolean;
  parts(options: object): AsyncIterable<FormPart>;
}

const LIMITS = {
  limits: { fileSize: FILE_LIMITS.bytes, files: 1, fields: 5, parts: 6 },
  throwFileSizeLimit: false,
};

/** The parts of an upload. Problem: `unsupported-media-type` when the body is no form. */
export const partsOf = (request: MultipartRequest): AsyncIterable<FormPart> => {
  if (!request.isMultipart()) throw problem('unsupported-media-type');
  return request.parts(LIMITS);
};

/** Bytes of the file at most, as far as the request tells before it is read. */
export const roomFor = (request: MultipartRequest): number => {
  const announced = Number(request.headers['content-length']);
  return announced > 0 ? Math.min(announced, FILE_LIMITS.bytes) : FILE_LIMITS.bytes;
};

const MAX_NAME = 200;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g; // eslint-disable-line no-control-regex -- they are what is removed

/** A file's name without the folders that some browsers put before it, and without what could garble a page. */
export const plainFileName = (name: string): string => {
  const base = (name.split(/[\\/]/).at(-1) ?? '').replace(CONTROLS, '').trim();
  if (base.length <= MAX_NAME) return base || '未命名';
  const extension = /\.[^.]{1,8}$/.exec(base)?.[0] ?? '';
  return base.slice(0, MAX_NAME - extension.length) + extension;
};
