import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router-dom';
import { RequestFailed } from './api/problem.ts';
import { DeskProvider } from './desk/desk-context.tsx';
import { KeptReading } from './outlet/kept.tsx';
import { Pages } from './pages.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { SignedIn } from './session/signed-in.tsx';
import { ThemeProvider } from './theme/theme-provider.tsx';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      const ended = error instanceof RequestFailed && error.status === 401;
      if (ended && query.queryKey[0] !== 'session') void queries.invalidateQueries({ queryKey: ['session'] });
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal stays one however often it is asked; only what is unsure is tried again.
      retry: (count, error) => error instanceof RequestFailed && error.unsure && count < 2,
      staleTime: 5_000,
    },
    mutations: { networkMode: 'always' },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <ErrorBoundary>
          <BrowserRouter>
            <KeptReading>
              <SignedIn>
                <DeskProvider>
                  <Pages />
                </DeskProvider>
              </SignedIn>
            </KeptReading>
          </BrowserRouter>
        </ErrorBoundary>
      </ThemeProvider>
    </QueryClientProvider>
  );
}
