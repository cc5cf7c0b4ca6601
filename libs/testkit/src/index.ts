export { testServices, type TestServices } from './services';
