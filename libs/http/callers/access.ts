import { SetMetadata } from '@nestjs/common';
import { type Scope } from './caller.js';

export const PUBLIC = Symbol('public');
export const CALLER_KIND = Symbol('caller kind');
export const NEEDED_SCOPES = Symbol('scopes');

/** Open to anonymous callers too. A valid session is known all the same; an invalid one counts as none. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Refuses persons: 403 `service_required`. */
export const ServicesOnly = (): MethodDecorator & ClassDecorator => SetMetadata(CALLER_KIND, 'service');

/** Refuses services: 403 `person_required`. */
export const PersonsOnly = (): MethodDecorator & ClassDecorator => SetMetadata(CALLER_KIND, 'person');

/**
 * A service needs one of these scopes, else 403 `scope_required`; persons need none. Without this decorator: `commands`
 * for a command, `commands` or `members` for anything else, none on a public route.
 */
export const Scopes = (...scopes: readonly Scope[]): MethodDecorator & ClassDecorator =>
  SetMetadata(NEEDED_SCOPES, scopes);
