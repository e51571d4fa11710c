export * from './access/permissions';
export * from './access/roles';

export { codePointName } from './message/characters';
export * from './message/dispatch-clock';
export * from './message/dispatch-deadline';
export * from './message/dispatch-pace';
export * from './message/findings';
export * from './message/ids';
export * from './message/lanes';
export * from './message/month';
export * from './message/lifecycle';
export * from './message/lint';
export * from './message/normalise';
export * from './message/policy';
export * from './message/receipt';
export * from './message/reference';
export * from './message/segments';
export * from './message/signature';
export * from './message/submit-answer';
export * from './message/url';

export { findPhones, type FoundPhone } from './phone/find-phones';
export * from './phone/mobile';
export * from './phone/normalise-mobile';

export * from './upload/codes';
export * from './upload/delimiter';
export {
  type Cell,
  COLUMN_NAMES,
  type FileLayout,
  type LayoutVerdict,
  recogniseLayout,
} from './upload/layout';
export * from './upload/pasted';
export * from './upload/row-judge';

export * from './routing/number-place';
export * from './routing/ported-block';
export * from './routing/prefix-table';
export * from './routing/route';
export * from './routing/route-table';
export * from './quota/balance';
export * from './tariff/cost';
export * from './password/policy';
export * from './text/neutralise';
