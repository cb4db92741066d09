import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type HttpRequest } from '../http-request.js';
import { type Caller } from './caller.js';

/** Parameter of a route: the `Caller`. */
export const CallerOf = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => context.switchToHttp().getRequest<HttpRequest>().caller,
);
