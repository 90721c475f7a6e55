// What can go wrong, as classes to tell apart with `instanceof`.

/** The kinds of error that an Easel server names. */
export type ErrorKind =
  | 'invalid_request'
  | 'unsupported_parameter'
  | 'payload_too_large'
  | 'content_rejected'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'insufficient_credits'
  | 'rate_limited'
  | 'at_capacity'
  | 'cancelled'
  | 'deadline_exceeded'
  | 'engine_failed'
  | 'model_unavailable'
  | 'unavailable'
  | 'internal';

/** Everything this package throws, but for what an `AbortSignal` was aborted with. */
export class EaselError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The server could not be reached, or the connection broke, also after all retries. */
export class APIConnectionError extends EaselError {}

/** The time-out of the call passed. */
export class APITimeoutError extends APIConnectionError {}

/** What is known about an answer that was an error. */
export interface APIErrorDetails {
  status: number;
  kind: string;
  message: string;
  param?: string | undefined;
  retryAfter?: number | undefined;
  requestId?: string | undefined;
  generationId?: string | undefined;
}

/** The server refused a call, or a generation failed. */
export class APIError extends EaselError {
  /** HTTP status; 0 for a generation that was accepted and failed later. */
  readonly status: number;
  /** Kind as the server names it, such as `invalid_request`. */
  readonly kind: ErrorKind | (string & {});
  /** The parameter at fault, where there is one. */
  readonly param: string | undefined;
  /** Seconds after which the server wants the next try, where it says so. */
  readonly retryAfter: number | undefined;
  /** Id of the request in the server's log. */
  readonly requestId: string | undefined;
  /** The generation that failed, where one was accepted. */
  readonly generationId: string | undefined;

  constructor(details: APIErrorDetails) {
    super(details.message);
    this.status = details.status;
    this.kind = details.kind;
    this.param = details.param;
    this.retryAfter = details.retryAfter;
    this.requestId = details.requestId;
    this.generationId = details.generationId;
  }

  /** The class that belongs to a kind or, where no kind is known, to a status. */
  static of(details: APIErrorDetails): APIError {
    const known = BY_KIND[details.kind] ?? BY_STATUS[details.status];
    if (known) return new known(details);
    return details.status >= 500 ? new ServerError(details) : new APIError(details);
  }
}

/** 400: a value is missing, malformed or out of range; `param` names it. */
export class InvalidRequestError extends APIError {}
/** 422: a known parameter or combination that the server cannot honour. */
export class UnsupportedParameterError extends InvalidRequestError {}
/** 413: more bytes than the server accepts. */
export class PayloadTooLargeError extends InvalidRequestError {}
/** 422: refused by the content policy. */
export class ContentRejectedError extends APIError {}
/** 401: no key, or an unknown one. */
export class AuthenticationError extends APIError {}
/** 403: the key may not do this. */
export class PermissionDeniedError extends APIError {}
/** 402: the balance does not cover the price. */
export class InsufficientCreditsError extends APIError {}
/** 404: no such thing in this account. */
export class NotFoundError extends APIError {}
/** 409: contradicts what is already there, such as an idempotency key used for something else. */
export class ConflictError extends APIError {}
/** 429: too many requests; `retryAfter` says when to try again. */
export class RateLimitError extends APIError {}
/** 5xx: the server's fault, or not possible at the moment. */
export class ServerError extends APIError {}
/** 503: the server as a whole has no room; `retryAfter` says when to try again. */
export class CapacityError extends ServerError {}
/** 503: no installed model can do this, or the one named is not installed. */
export class ModelUnavailableError extends ServerError {}
/** 503: a part of the server is away for the moment. */
export class UnavailableError extends ServerError {}
/** 502: the engine tried and failed. */
export class EngineFailedError extends ServerError {}
/** 504: the deadline of the generation passed before it could start. */
export class DeadlineExceededError extends ServerError {}
/** The generation was cancelled. */
export class GenerationCanceledError extends APIError {}

type APIErrorClass = new (details: APIErrorDetails) => APIError;

const BY_KIND: Record<string, APIErrorClass | undefined> = {
  invalid_request: InvalidRequestError,
  unsupported_parameter: UnsupportedParameterError,
  payload_too_large: PayloadTooLargeError,
  content_rejected: ContentRejectedError,
  unauthenticated: AuthenticationError,
  forbidden: PermissionDeniedError,
  not_found: NotFoundError,
  conflict: ConflictError,
  insufficient_credits: InsufficientCreditsError,
  rate_limited: RateLimitError,
  at_capacity: CapacityError,
  cancelled: GenerationCanceledError,
  deadline_exceeded: DeadlineExceededError,
  engine_failed: EngineFailedError,
  model_unavailable: ModelUnavailableError,
  unavailable: UnavailableError,
  internal: ServerError,
};

const BY_STATUS: Record<number, APIErrorClass | undefined> = {
  400: InvalidRequestError,
  401: AuthenticationError,
  402: InsufficientCreditsError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  413: PayloadTooLargeError,
  422: UnsupportedParameterError,
  429: RateLimitError,
};
