// Telling errors apart.

import Easel, {
  APIError, AuthenticationError, APIConnectionError, InsufficientCreditsError, InvalidRequestError,
  ModelUnavailableError, RateLimitError,
} from '@easel-images/sdk';

const easel = new Easel({ maxRetries: 1, timeout: 30_000 });

try {
  await easel.images.generate({ prompt: 'a fox', width: 7 });
} catch (error) {
  if (error instanceof InvalidRequestError) console.log(`wrong ${error.param}: ${error.message}`);
  else if (error instanceof AuthenticationError) console.log('check EASEL_API_KEY');
  else if (error instanceof InsufficientCreditsError) console.log('no credits left');
  else if (error instanceof RateLimitError) console.log(`try again in ${error.retryAfter} s`);
  else if (error instanceof ModelUnavailableError) console.log('install a model first');
  else if (error instanceof APIConnectionError) console.log(`is the server running? ${error.message}`);
  else if (error instanceof APIError) console.log(error.status, error.kind, error.requestId);
  else throw error;
}
