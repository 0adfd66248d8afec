import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The virtual phone's page, served by the carrier below /phone/. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/phone/',
  plugins: [react()],
  build: {
    outDir: '../../dist/phone',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
  },
});
