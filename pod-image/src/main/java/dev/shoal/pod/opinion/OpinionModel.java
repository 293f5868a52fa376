package dev.shoal.pod.opinion;

import dev.shoal.pod.engine.RandomStream;

/**
 * The models of opinion dynamics that researchers compare against, over any network. Opinions may
 * be on any scale; a model that knows a confidence bound takes it on that scale.
 */
public sealed interface OpinionModel {
  /**
   * Moves the opinions of some agents by one step.
   *
   * @param moving agents that are moved; the others are listened to
   * @param random draws for the pairwise models
   */
  void step(Opinions opinions, int[] moving, RandomStream random);

  /** Each takes the weighted mean of itself and its neighbours, all at once (DeGroot 1974). */
  record DeGroot() implements OpinionModel {
    @Override
    public void step(Opinions opinions, int[] moving, RandomStream random) {
      Synchronous.move(opinions, moving, false);
    }
  }

  /** DeGroot's mean, drawn back to where each began (Friedkin and Johnsen 1990). */
  record FriedkinJohnsen() implements OpinionModel {
    @Override
    public void step(Opinions opinions, int[] moving, RandomStream random) {
      Synchronous.move(opinions, moving, true);
    }
  }

  /**
   * Each takes the mean of all within its confidence bound, itself among them, all at once
   * (Hegselmann and Krause 2002).
   *
   * @param bound largest difference of opinion that is listened to
   */
  record HegselmannKrause(double bound) implements OpinionModel {
    @Override
    public void step(Opinions opinions, int[] moving, RandomStream random) {
      double[] moved = new double[moving.length];
      for (int i = 0; i < moving.length; i++) {
        double own = opinions.get(moving[i]);
        double sum = own;
        int count = 1;
        for (int other : opinions.neighbours(moving[i])) {
          if (Math.abs(opinions.get(other) - own) <= bound) {
            sum += opinions.get(other);
            count++;
          }
        }
        moved[i] = sum / count;
      }
      Synchronous.set(opinions, moving, moved);
    }
  }

  /**
   * Pairs meet one after the other; where their difference is below the bound both move towards
   * each other (Deffuant, Neau, Amblard, Weisbuch 2000). The mean is kept.
   *
   * @param bound largest difference that lets two talk
   * @param rate share of the difference that each moves by; 0.5 meets in the middle
   */
  record Deffuant(double bound, double rate) implements OpinionModel {
    @Override
    public void step(Opinions opinions, int[] moving, RandomStream random) {
      for (int agent : moving) {
        int[] neighbours = opinions.neighbours(agent);
        if (neighbours.length == 0) {
          continue;
        }
        int other = neighbours[random.nextInt(neighbours.length)];
        double own = opinions.get(agent);
        double gap = opinions.get(other) - own;
        if (Math.abs(gap) < bound) {
          opinions.set(agent, own + rate * gap);
          opinions.set(other, opinions.get(other) - rate * gap);
        }
      }
    }
  }

  /** Each in turn takes over the opinion of one neighbour, drawn evenly (Holley, Liggett 1975). */
  record Voter() implements OpinionModel {
    @Override
    public void step(Opinions opinions, int[] moving, RandomStream random) {
      for (int agent : moving) {
        int[] neighbours = opinions.neighbours(agent);
        if (neighbours.length > 0) {
          opinions.set(agent, opinions.get(neighbours[random.nextInt(neighbours.length)]));
        }
      }
    }
  }
}
