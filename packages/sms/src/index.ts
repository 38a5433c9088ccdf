export * from './compose/index.js';
export * from './inbound/index.js';
export * from './parts/index.js';
export * from './phone/index.js';
export * from './plivo/plivo-client.js';
export * from './policy/index.js';
export * from './signatures/index.js';
export * from './template/index.js';
