/**
 * Everything but the pool.
 *
 * @module dbghelp
 */

// `npm run build` generates from this a file that loads each part when one of its names is first used. Cheap parts come
// first.
export * from './search/index';
export * from './minidump/index';
export * from './raw';
export * from './session/index';
export * from './stack/index';
export * from './minidump/write/index';
export * from './minidump/walk/index';
export * from './report/index';
