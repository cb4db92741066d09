import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type Position, START } from '#libs/event-sourcing';
import { InvalidRequest, NotCaughtUp } from '../problems/errors.js';
import { type HttpRequest } from '../http-request.js';
import { decodePosition } from './positions.js';

/** How far the read models are that this process reads. */
export interface ReadModels {
  /** Whether they reached the position, within so many milliseconds: the projections that are named, else all. */
  caughtUp(position: Position, timeoutMs: number, projections?: readonly string[]): Promise<boolean>;
  /** Position of the last event that this process itself wrote; `START` for none. */
  written(): Position;
}

/** Injection token of `ReadModels`. */
export const READ_MODELS = Symbol('READ_MODELS');

const PATIENCE_MS = 2000;

/**
 * Lets a query through once the read models are fresh enough for it (S-2): at `Roster-Min-Position`, else 503
 * `not_caught_up`. Without that header it waits for what this process wrote, so that one process reads its own writes,
 * but answers in any case.
 */
@Injectable()
export class FreshReads implements CanActivate {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const header = context.switchToHttp().getRequest<HttpRequest>().headers['roster-min-position'];
    if (header !== undefined) return this.reached(header);
    const written = this.readModels.written();
    return written === START ? true : this.readModels.caughtUp(written, PATIENCE_MS).then(() => true);
  }

  private async reached(header: string | readonly string[]): Promise<boolean> {
    if (typeof header !== 'string') throw InvalidRequest.at('Roster-Min-Position', 'Not a position');
    if (!(await this.readModels.caughtUp(decodePosition(header), PATIENCE_MS))) throw new NotCaughtUp();
    return true;
  }
}
