export { FakeServer, refuse, type Answer, type SeenRequest } from './fake-server';
export { renderPage, type PageSetting, type RenderedPage } from './render-page';
export { sampleSession } from './sample-session';
