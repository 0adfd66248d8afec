import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { serviceWorker } from './service-worker/plugin.ts';

/** The dashboard's build. In development the API and the sockets are those of a hotline on PORT. */
export default defineConfig(({ mode }) => {
  const { PORT = '3000' } = loadEnv(mode, '..', 'PORT');
  const hotline = `http://127.0.0.1:${PORT}`;
  return {
    root: import.meta.dirname,
    base: '/',
    plugins: [react(), serviceWorker()],
    server: {
      proxy: {
        '/api': hotline,
        '/phone': hotline,
        '/socket.io': { target: hotline, ws: true },
      },
    },
    build: {
      outDir: '../dist/dashboard',
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 1200,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              {
                name: 'react',
                test: /node_modules[\\/](react|react-dom|scheduler|react-router(-dom)?)[\\/]/,
              },
              {
                name: 'antd',
                test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)[\\/]/,
              },
            ],
          },
        },
      },
    },
  };
});
