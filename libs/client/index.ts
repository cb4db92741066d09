export * from './pages.js';
export { AnswerBrokeOff, isProblem, type ProblemCode, type ProblemDocument, RosterProblem, RosterUnreachable } from './problem.js';
export * from './roster-client.js';
export { type components, type operations, type paths } from './schema.js';
