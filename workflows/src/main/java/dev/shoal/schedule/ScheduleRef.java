package dev.shoal.schedule;

/**
 * A WorkflowSchedule.
 *
 * @param id its UID
 */
public record ScheduleRef(String id, String namespace, String name) {}
