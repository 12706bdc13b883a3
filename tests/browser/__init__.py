"""What the HTML pages are in a real browser: Chromium, headless, driven by Playwright."""
