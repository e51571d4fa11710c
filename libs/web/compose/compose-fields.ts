/** What a person fills in to send from the web. `recipients` is the field as it was pasted. */
export interface ComposeFields {
  readonly name: string;
  readonly signatureId: string;
  readonly body: string;
  readonly recipients: string;
}
