export { tearDown as default } from './built-once';
