export * from './build-catalogue.js';
