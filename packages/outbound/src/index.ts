export * from './create-requester.js';
export * from './create-services.js';
export { ServiceAway } from './service-away.js';
export { signingKey } from './sign-request.js';
