import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser.mjs';
import { META_CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './scripts/security-headers.mjs';

/** Unit tests run in Node twice: local time must not matter, daylight saving least of all. */
function nodeProject(name: string, timeZone: string, leftOut: readonly string[] = []) {
  return {
    extends: true as const,
    test: {
      name,
      environment: 'node',
      env: { TZ: timeZone },
      include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
      exclude: ['src/**/*.browser.test.ts', 'src/**/*.slow.test.ts', 'node_modules', ...leftOut],
      testTimeout: 60_000,
      maxWorkers: availableParallelism(),
    },
  };
}

/** The policy inside the built page, for hosts that send no headers; the dev server's own inline scripts would break. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: META_CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * The service worker that keeps the whole app for use without a network. It waits until a person agrees to an update
 * (`app/state/app-update.ts`), so `skipWaiting` comes by message; the first one takes the open page at once.
 */
function offlineCopy() {
  return VitePWA({
    strategies: 'generateSW',
    registerType: 'prompt',
    injectRegister: false,
    manifest: false,
    workbox: {
      globPatterns: ['**/*.{html,js,css,wasm,svg,png,webmanifest,json,bin,csv}'],
      // Names in here hold a hash of the content.
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      clientsClaim: true,
      cleanupOutdatedCaches: true,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
  });
}

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicy(), offlineCopy()],
  preview: { headers: { ...SECURITY_HEADERS } },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  worker: { format: 'es' },
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-layers',
    ],
  },
  test: {
    projects: [
      nodeProject('node-utc', 'UTC'),
      // What no clock can reach runs once: networks get days by number, and damage is damage in every zone.
      nodeProject('node-dst', 'America/New_York', [
        'src/model/**',
        'src/importers/archive.test.ts',
        'src/importers/**/{broken,damaged}-*.test.ts',
        'scripts/*.test.ts',
        'scripts/exports/broken-*.test.ts',
      ]),
      {
        extends: true as const,
        test: {
          name: 'slow',
          environment: 'node',
          include: ['src/**/*.slow.test.ts'],
          testTimeout: 30 * 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true as const,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          testTimeout: 120_000,
          // Pages of one origin share its locks and databases, so test files take turns, and after all others.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
  },
});
