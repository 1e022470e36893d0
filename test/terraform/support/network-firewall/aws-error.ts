/** An answer with which AWS refuses a request: the modelled error type and its message. */
export class AwsError extends Error {
  constructor(readonly type: AwsErrorType, message: string) {
    super(message);
    this.name = type;
  }
}

export type AwsErrorType =
  | 'InvalidRequestException' | 'InvalidOperationException' | 'InvalidTokenException' | 'LimitExceededException'
  | 'ResourceNotFoundException' | 'UnsupportedOperationException';

/** "X has duplicate values, parameter: [v], context: C": how the service words most refusals of a request. */
export function invalid(what: string, detail: { readonly parameter?: unknown; readonly context?: string } = {}): AwsError {
  const parameter = detail.parameter === undefined ? '' : `, parameter: [${String(detail.parameter)}]`;
  const context = detail.context === undefined ? '' : `, context: ${detail.context}`;
  return new AwsError('InvalidRequestException', `${what}${parameter}${context}`);
}

/** The service checks the model's patterns and lengths before anything else, in the words all AWS services share. */
export function constraint(at: string, rule: string): AwsError {
  return new AwsError('InvalidRequestException', `1 validation error detected: Value at '${at}' failed to satisfy constraint: Member must ${rule}`);
}
