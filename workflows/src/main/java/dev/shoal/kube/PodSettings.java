package dev.shoal.kube;

/**
 * What the installation says about pods.
 *
 * @param image of the pod's worker
 * @param pullPolicy of that image
 */
public record PodSettings(String image, String pullPolicy) {}
