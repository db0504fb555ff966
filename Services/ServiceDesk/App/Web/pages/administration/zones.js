/** All zones this browser knows, as choices. */
export const zones = () => Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value.replaceAll("_", " ") }));
