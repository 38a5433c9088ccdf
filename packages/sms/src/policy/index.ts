export * from './decide-send.js';
export * from './earliest-allowed.js';
export * from './limits.js';
export * from './sending-windows.js';
