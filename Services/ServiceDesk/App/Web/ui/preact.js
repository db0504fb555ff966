/** The one place that names the vendored library. */
export {
  Component, createContext, h, html, render,
  useCallback, useContext, useEffect, useErrorBoundary, useLayoutEffect, useMemo, useReducer, useRef, useState,
} from "../vendor/preact-htm.js";

import { useState } from "../vendor/preact-htm.js";

let ids = 0;
/** An id for one element of this component, to tie labels and descriptions to it. @returns {string} */
export const useId = () => useState(() => `e${++ids}`)[0];
