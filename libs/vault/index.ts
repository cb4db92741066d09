export * from './embedded-vault.js';
export * from './errors.js';
export { PersonalKeys } from './personal-keys.js';
export { passwordFault } from './password-policy.js';
export { Passwords, type PasswordsOptions } from './passwords.js';
export { BadSecret, loadSecret, type SecretSource } from './secret.js';
export { ProcessLeases } from './process-leases.js';
export { LinkTokens, type LinkToken } from './tokens.js';
