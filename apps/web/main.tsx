import { makeQueryClient, restoreLanguage, useComponentWords } from '@sms111/web/data';
import { ToastProvider, UiProvider } from '@sms111/web/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { ROUTES } from './routes';

restoreLanguage();
const router = createBrowserRouter(ROUTES);
const client = makeQueryClient();

const Application = () => (
  <QueryClientProvider client={client}>
    <UiProvider words={useComponentWords()}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </UiProvider>
  </QueryClientProvider>
);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
// After the first picture: a hundred pieces of the typeface, each fetched when one of its characters is shown.
void import('@fontsource-variable/noto-sans-tc');
