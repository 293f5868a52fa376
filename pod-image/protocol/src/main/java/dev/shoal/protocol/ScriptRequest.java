package dev.shoal.protocol;

/**
 * Body of {@code POST /execute}: a script that the pod runs once.
 *
 * @param executionId the same again is the same execution
 * @param interpreter program of the image that the script is given to
 * @param timeoutSeconds after which it is ended, from 1
 */
public record ScriptRequest(
    String executionId, String interpreter, String script, int timeoutSeconds) {}
